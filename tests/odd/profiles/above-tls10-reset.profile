# Resets at any version above the one that it has.
name          above-tls10-reset
versions      TLSv1.0
suites        0039 0035 002F 000A
dh            1024
certificate   rsa2048
refuse        above TLSv1.0 reset
