# Builds the distribution and puts it, alone, on a base that has a C library, certificates and nothing else: no shell, no
# package manager. docker build -t jeton .   docker run -p 3004:3004 -e INTERNAL_SERVICE_SECRET=… jeton
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -Pdist -pl module-app -am -DskipTests package \
    && mv module-app/target/dist/jeton-*/ /opt/jeton \
    && install -d -m 0700 /tmp/data

# The runtime is that of the build stage's JDK, which is built for much older versions of glibc than this one.
FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /opt/jeton /opt/jeton
# An empty volume takes over owner and mode of the folder that it is mounted on.
COPY --from=build --chown=65532:65532 --chmod=0700 /tmp/data /data
ENV HOST=0.0.0.0 \
    PORT=3004 \
    DATA_DIR=/data/jeton
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 3004
STOPSIGNAL SIGTERM
# Further options for the JVM: JDK_JAVA_OPTIONS. They reach the health check too: nothing there may bind a port or write a file.
ENTRYPOINT ["/opt/jeton/runtime/bin/java", "-XX:AOTCache=/opt/jeton/lib/jeton.cache", "-Dorg.sqlite.lib.path=/opt/jeton/lib", "-jar", "/opt/jeton/lib/jeton.jar"]
CMD ["serve"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=15s --retries=3 \
    CMD ["/opt/jeton/runtime/bin/java", "-XX:AOTCache=/opt/jeton/lib/jeton.cache", "-XX:TieredStopAtLevel=1", "-jar", "/opt/jeton/lib/jeton.jar", "health"]
