package dev.jeton.providers.oauth;

import dev.jeton.api.ProviderId;

/** A provider that is described by data instead of code, by the grant that it speaks. */
public sealed interface Declaration permits ProviderDeclaration, RefreshDeclaration {
    ProviderId id();

    ProviderUrls urls();
}
