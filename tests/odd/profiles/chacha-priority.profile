# Server order, but ChaCha20 first for who puts it first.
name          chacha-priority
versions      TLSv1.2 TLSv1.3
order         chacha
suites        1302 1303 1301
suites        C030 C02F CCA8 C014 C013
groups        x25519
certificate   rsa2048
