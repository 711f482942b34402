# A hello that names TLS 1.3 is met by alert 109 (missing_extension): it speaks
# of the hello, not of the version.
name          above-tls12-alert-109
versions      TLSv1.0 TLSv1.1 TLSv1.2
suites        C030 C02F 009F C014 C013 0039 009D 009C 0035 002F
dh            2048
groups        x25519 secp256r1
certificate   rsa2048
refuse        above TLSv1.2 alert 109
