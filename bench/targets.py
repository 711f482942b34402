# SPDX-License-Identifier: ISC
"""The servers that are asked, and what they must be found to accept.

Each function gives a Target: the server (tests/live/servers.py), not yet
started, and the truth from its own configuration (tests/live/truth.py).
"""
import world  # first: it finds tests/live
import servers
import space
import truth

# everything Debian's OpenSSL has, also without encryption or authentication
WIDE = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'
VERSIONS = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']
BOTH = ['rsa2048', 'p256']


class Target:
    """round_trips: until the answer to a hello has come; 0 where time says
    nothing, because the server has one client after the other."""

    def __init__(self, name, scheme, port, server, facts, order, dhe,
                 round_trips):
        self.name = name
        self.scheme = scheme
        self.address = servers.ADDRESS
        self.port = port
        self.server = server
        self.truth = facts
        self.order = order
        self.dhe = dhe
        self.round_trips = round_trips

    def starttls(self, form):
        return [] if self.scheme == 'tls' else [form.format(self.scheme)]

    def suites(self):
        return sum(len(codes) for codes in self.truth.values())

    def floor(self):
        return floor(self.truth, self.dhe)


def only(target, version):
    """The same server, asked for one version."""
    return Target(target.name, target.scheme, target.port, target.server,
                  {version: target.truth[version]}, target.order, target.dhe,
                  target.round_trips)


def floor(facts, dhe):
    """No enumeration with proof can take fewer connections: an answer for
    each suite and a refusal in each version; a refusal each of TLS 1.3, of
    all below the lowest version, and of SSL 2, which no server here has; and
    both shapes of DHE (plain, RFC 7919) in each version that has it."""
    lowest_is_ssl3 = 'SSLv3' in facts
    return (sum(len(codes) + 1 for codes in facts.values())
            + ('TLSv1.3' not in facts) + (not lowest_is_ssl3) + 1
            + 2 * len([version for version in dhe if version in facts]))


def dhe_versions(folder, ciphers, certificate, versions):
    """Those below TLS 1.3 with a DHE suite."""
    return [version for version in versions if version != 'TLSv1.3' and any(
        row[1] == 'DH' for row in truth.openssl_rows(
            folder, ciphers, version, certificate, 0))]


def postfix(folder, order):
    rsa, ecdsa = [servers.certificate(folder, kind) for kind in BOTH]
    port = 25  # nmap says STARTTLS only on a port that it knows
    server = servers.postfix(folder, rsa, f"""
smtpd_tls_chain_files =
smtpd_tls_cert_file = {rsa[0]}
smtpd_tls_key_file = {rsa[1]}
smtpd_tls_eccert_file = {ecdsa[0]}
smtpd_tls_eckey_file = {ecdsa[1]}
smtpd_tls_protocols = >=TLSv1
smtpd_tls_ciphers = medium
tls_medium_cipherlist = {WIDE}
tls_preempt_cipherlist = {'yes' if order == 'server' else 'no'}
""", port=port, level=0)
    facts = truth.openssl(folder, WIDE, VERSIONS, BOTH, 0)
    return Target(f'Postfix opened wide, {order} order', 'smtp', port, server,
                  facts, order, dhe_versions(folder, WIDE, BOTH, VERSIONS), 5)


def postfix_server(folder):
    return postfix(folder, 'server')


def postfix_client(folder):
    return postfix(folder, 'client')


def exim(folder):
    """As it comes: its limit of 20 connections in all is in force."""
    facts = truth.gnutls('NORMAL', 'rsa2048')
    server = servers.exim(folder, servers.certificate(folder, 'rsa2048'), '')
    return Target('Exim with GnuTLS, as it comes', 'smtp', 25, server, facts,
                  'client', gnutls_dhe(facts), 5)


def gnutls_dhe(facts):
    """GnuTLS has ephemeral DH in its defaults: 0x009E, 0x0033, ..."""
    return [version for version, codes in facts.items()
            if {'0x0033', '0x009E'} & set(codes) and version != 'TLSv1.3']


def openssl(folder):
    """s_server asks one client at a time: a second one waits."""
    cert = servers.certificate(folder, 'rsa2048')
    server = servers.openssl_server(folder, cert, [
        '-cipher', WIDE, '-serverpref'], 4433)
    facts = truth.openssl(folder, WIDE, VERSIONS, 'rsa2048', 0)
    return Target('openssl s_server', 'tls', 4433, server, facts, 'server',
                  dhe_versions(folder, WIDE, 'rsa2048', VERSIONS), 0)


def gnutls(folder):
    priority = 'NORMAL:%SERVER_PRECEDENCE'
    facts = truth.gnutls(priority, 'rsa2048')
    server = servers.gnutls_server(
        folder, servers.certificate(folder, 'rsa2048'), priority, 5556)
    return Target('gnutls-serv', 'tls', 5556, server, facts, 'server',
                  gnutls_dhe(facts), 2)


def dovecot(folder):
    """IMAP; it is found in /usr by an overlay mount."""
    space.overlay('dovecot')
    ciphers = 'ALL:!aNULL:!eNULL:@SECLEVEL=0'
    # without them a choice of DHE ends the connection
    parameters = servers.dh_parameters(folder, 1024)
    server = servers.dovecot(folder, servers.certificate(folder, 'rsa2048'),
                             f'ssl_cipher_list = {ciphers}\n'
                             'ssl_min_protocol = TLSv1\n'
                             'ssl_prefer_server_ciphers = yes\n'
                             f'ssl_dh = <{parameters}\n', level=0)
    facts = truth.openssl(folder, ciphers, VERSIONS, 'rsa2048', 0)
    return Target('Dovecot, IMAP', 'imap', 143, server, facts, 'server',
                  dhe_versions(folder, ciphers, 'rsa2048', VERSIONS), 4)


# name on the command line: (sets of packages, function)
KNOWN = {
    'postfix': (['postfix'], postfix_server),
    'postfix-client': (['postfix'], postfix_client),
    'exim': (['exim', 'gnutls'], exim),
    'openssl': ([], openssl),
    'gnutls': (['gnutls'], gnutls),
    'dovecot': (['dovecot'], dovecot),
}


def over_the_link():
    """From now on the servers listen where the clients can reach them."""
    servers.ADDRESS = world.SERVERS
