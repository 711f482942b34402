# Nothing odd: the harness itself must be right about it.
versions      TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3
suites        TLSv1.3 1301 1302
suites        TLSv1.2 C02F C030
suites        C014 C013 0035 002F
groups        x25519 secp256r1
certificate   rsa2048
