# Refuses any hello with extensions, as servers did before TLS 1.2.
name          extensions-refused
versions      TLSv1.0 TLSv1.1
suites        0039 0035 002F 000A
dh            1024
certificate   rsa2048
refuses-extensions yes
