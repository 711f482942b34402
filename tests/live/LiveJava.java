// SPDX-License-Identifier: ISC
// A TLS server of Java's SSLServerSocket for live_java.py.
//
//     java -Djava.security.properties=FILE
//         --add-opens java.base/sun.security.ssl=ALL-UNNAMED
//         LiveJava PORT STORE ORDER VERSIONS SUITES
//
// STORE is a PKCS #12 file with the password "hallo"; ORDER is "server" or
// "client"; VERSIONS and SUITES have commas between, and SUITES "all" is what
// the provider supports.  Prints the suites that are enabled then, in their
// order, with what the provider's table says of each: code, key exchange and
// versions.  Each connection has a thread of its own.
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

final class LiveJava {
    private static final char[] PASSWORD = "hallo".toCharArray();

    private static SSLContext context(String store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(store)) {
            keys.load(file, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static Object field(Object suite, String name) throws Exception {
        Field field = suite.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(suite);
    }

    private static void print(String name) throws Exception {
        Class<?> table = Class.forName("sun.security.ssl.CipherSuite");
        for (Object suite : table.getEnumConstants()) {
            if (!name.equals(field(suite, "name")))
                continue;
            StringBuilder versions = new StringBuilder();
            for (Object version : (List<?>) field(suite, "supportedProtocols"))
                versions.append(versions.length() == 0 ? "" : ",")
                    .append(version);
            System.out.printf("0x%04X %s %s%n", (int) field(suite, "id"),
                field(suite, "keyExchange"), versions);
        }
    }

    private static void serve(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
        } catch (IOException error) {
            // what a prober does: it goes away after the server's hello
        }
    }

    public static void main(String[] arguments) throws Exception {
        SSLServerSocket server = (SSLServerSocket) context(arguments[1])
            .getServerSocketFactory()
            .createServerSocket(Integer.parseInt(arguments[0]), 64,
                InetAddress.getByName("127.0.0.1"));
        SSLParameters parameters = server.getSSLParameters();
        parameters.setUseCipherSuitesOrder(arguments[2].equals("server"));
        parameters.setProtocols(arguments[3].split(","));
        parameters.setCipherSuites(arguments[4].equals("all")
            ? server.getSupportedCipherSuites() : arguments[4].split(","));
        server.setSSLParameters(parameters);
        for (String suite : server.getEnabledCipherSuites())
            print(suite);
        System.out.flush();
        while (true) {
            SSLSocket socket = (SSLSocket) server.accept();
            new Thread(() -> serve(socket)).start();
        }
    }
}
