# Takes no more than 32 groups, as MatrixSSL 4.3.
name          groups-over-32
versions      TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3
suites        1302 1301
suites        C030 C02F 009F 009E C014 C013 0039 0033 009D 009C 0035 002F
dh            2048
groups        x25519 secp256r1 secp384r1
certificate   rsa2048
refuse        groups-over 32 alert 40
