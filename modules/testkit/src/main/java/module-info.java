/** What tests are made of: contracts of the ports, fakes named by behaviour, real servers, faults and clocks. */
@org.jspecify.annotations.NullMarked
module dev.jeton.testkit {
    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
}
