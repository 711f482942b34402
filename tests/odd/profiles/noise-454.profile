# The same, and the reply that ends it all is one of them.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
noise         escapes nul utf8
refuse-starttls 1
clock         50
