// SPDX-License-Identifier: ISC
// TLS servers of Java for live_jsse.py, several in one process, with several
// keys each; each is configured by one argument NAME=VALUE;NAME=VALUE...
//
//     java --add-opens java.base/sun.security.ssl=ALL-UNNAMED LiveJsse.java \
//         127.0.0.1 'port=4433;keys=rsa.p12,ec.p12;versions=SSLv3,TLSv1;...'
//
// Nothing is disabled: what Java calls obsolete is what is asked for here.
// Before it listens, a server prints "PORT VERSION CODE" for each suite that
// it is configured to take, from the tables of this Java: the enabled suites,
// in their order, as far as the suite knows the version and a key fits.
// What jdk.tls.legacyAlgorithms names is taken last, whatever the order; such
// lines end in " legacy".  -Dlive.legacy= empties that list.
import java.io.FileInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.KeyStore;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class LiveJsse {
    static final char[] PASSWORD = "hallo".toCharArray();

    static Map<String, String> options(String argument) {
        Map<String, String> found = new HashMap<>();
        for (String pair : argument.split(";")) {
            String[] parts = pair.split("=", 2);
            found.put(parts[0], parts[1]);
        }
        return found;
    }

    // the keys of several files in one store
    static KeyStore keys(String files) throws Exception {
        KeyStore all = KeyStore.getInstance("PKCS12");
        all.load(null, null);
        for (String file : files.split(",")) {
            KeyStore one = KeyStore.getInstance("PKCS12");
            try (FileInputStream in = new FileInputStream(file)) {
                one.load(in, PASSWORD);
            }
            String alias = one.aliases().nextElement();
            Key key = one.getKey(alias, PASSWORD);
            all.setKeyEntry(key.getAlgorithm(), key, PASSWORD,
                            one.getCertificateChain(alias));
        }
        return all;
    }

    static Object field(Object object, String name) throws Exception {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }

    // whether one of these keys can serve the suite; the names are those of
    // Java's enum KeyExchange.  It takes any EC key for a fixed ECDH suite,
    // whoever signed the certificate.
    static boolean served(String exchange, Set<String> kinds) {
        if (exchange == null || exchange.contains("_ANON"))
            return true;
        if (exchange.startsWith("K_ECDH_") || exchange.endsWith("ECDSA"))
            return kinds.contains("EC");
        return kinds.contains(exchange.contains("DSS") ? "DSA" : "RSA");
    }

    // what Java takes last, whatever the order: jdk.tls.legacyAlgorithms
    static boolean legacy(String suite) throws Exception {
        Field field = Class.forName("sun.security.ssl.ServerHandshakeContext")
            .getDeclaredField("legacyAlgorithmConstraints");
        field.setAccessible(true);
        return !((AlgorithmConstraints)field.get(null))
            .permits(EnumSet.of(CryptoPrimitive.KEY_AGREEMENT), suite, null);
    }

    static List<String> legacyLast(String[] suites) throws Exception {
        List<String> first = new ArrayList<>(), last = new ArrayList<>();
        for (String suite : suites)
            (legacy(suite) ? last : first).add(suite);
        first.addAll(last);
        return first;
    }

    static void print(int port, String[] versions, String[] suites,
                      KeyStore store) throws Exception {
        Set<String> kinds = new HashSet<>();
        for (String alias : Collections.list(store.aliases()))
            kinds.add(store.getKey(alias, PASSWORD).getAlgorithm());
        Method nameOf = Class.forName("sun.security.ssl.CipherSuite")
            .getDeclaredMethod("nameOf", String.class);
        nameOf.setAccessible(true);
        for (String version : versions)
            for (String name : legacyLast(suites)) {
                Object suite = nameOf.invoke(null, name);
                Object exchange = field(suite, "keyExchange");
                boolean knows = false;
                for (Object one : (Collection<?>)field(suite,
                                                       "supportedProtocols"))
                    knows |= field(one, "name").equals(version);
                if (knows && served(exchange == null ? null :
                                    ((Enum<?>)exchange).name(), kinds))
                    System.out.printf("%d %s 0x%04X%s%n", port, version,
                                      (Integer)field(suite, "id"),
                                      legacy(name) ? " legacy" : "");
            }
        System.out.flush();
    }

    // SCSV is no suite to be chosen
    static String[] suites(Map<String, String> options, SSLContext context) {
        List<String> found = new ArrayList<>(Arrays.asList(
            context.getSupportedSSLParameters().getCipherSuites()));
        found.remove("TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
        if (options.containsKey("reversed"))
            Collections.reverse(found);
        return found.toArray(new String[0]);
    }

    static SSLServerSocket open(String address, Map<String, String> options)
        throws Exception {
        int port = Integer.parseInt(options.get("port"));
        KeyStore store = keys(options.get("keys"));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        String[] versions = options.get("versions").split(",");
        String[] suites = suites(options, context);
        print(port, versions, suites, store);
        SSLServerSocket server = (SSLServerSocket)context
            .getServerSocketFactory().createServerSocket(
                port, 50, InetAddress.getByName(address));
        SSLParameters parameters = server.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setCipherSuites(suites);
        parameters.setUseCipherSuitesOrder(
            options.get("order").equals("server"));
        server.setSSLParameters(parameters);
        return server;
    }

    static void shake(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(20000);
            socket.startHandshake();
        } catch (Exception expected) {
            // nearly every handshake ends early
        }
    }

    static void serve(SSLServerSocket server) {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket)server.accept();
                new Thread(() -> shake(socket)).start();
            }
        } catch (Exception end) {
            System.err.println(end);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
        Security.setProperty("jdk.certpath.disabledAlgorithms", "");
        if (System.getProperty("live.legacy") != null)
            Security.setProperty("jdk.tls.legacyAlgorithms",
                                 System.getProperty("live.legacy"));
        for (int i = 1; i < arguments.length; i++) {
            SSLServerSocket server = open(arguments[0],
                                          options(arguments[i]));
            new Thread(() -> serve(server)).start();
        }
    }
}
