# TLS 1.3 with one Brainpool curve only (RFC 8734).
name          only-brainpool-tls13
versions      TLSv1.2 TLSv1.3
suites        1302 1301
suites        C030 C02F C014 C013
certificate   rsa2048
groups        brainpoolP256r1tls13 brainpoolP256r1
