package dev.jeton.app.command;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --type} and {@code --tenant}: whose. */
final class KeyOption {

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "The provider, qontak for one.",
            converter = Provider.class)
    private ProviderId provider;

    @Option(
            names = "--tenant",
            required = true,
            paramLabel = "TENANT",
            description = "The tenant.",
            converter = Tenant.class)
    private TenantId tenant;

    /** Made by picocli only, which fills in what is required. */
    @SuppressWarnings("NullAway.Init")
    KeyOption() {}

    TokenKey key() {
        return new TokenKey(provider, tenant);
    }

    /** Of the name of a provider. */
    static final class Provider implements ITypeConverter<ProviderId> {
        @Override
        public ProviderId convert(String text) {
            try {
                return new ProviderId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("it is no name of a provider");
            }
        }
    }

    /** Of the name of a tenant. */
    static final class Tenant implements ITypeConverter<TenantId> {
        @Override
        public TenantId convert(String text) {
            try {
                return new TenantId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("it is no name of a tenant");
            }
        }
    }
}
