# Closes at signature_algorithms, as TLS 1.0 servers of old do.
name          signature-schemes-close
versions      TLSv1.0 TLSv1.1
suites        C014 C013 0039 0035 002F
dh            2048
groups        x25519 secp256r1
certificate   rsa2048
refuse        extension 13 close
