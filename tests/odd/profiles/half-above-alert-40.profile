# A hello that names TLS 1.3 is met by half a ServerHello and alert 40.
name          half-above-alert-40
versions      TLSv1.0 TLSv1.1 TLSv1.2
suites        C030 C02F 009F C014 C013 0039 009D 009C 0035 002F
dh            2048
groups        x25519 secp256r1
certificate   rsa2048
refuse        above TLSv1.2 half alert 40
