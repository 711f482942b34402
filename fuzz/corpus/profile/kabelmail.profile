# The server of the story: an old mail exchanger that refuses modern senders.
# Its DH prime of 1024 bits is in no standard; a sender without its six suites
# meets alert 40, "sslv3 alert handshake failure" in the sender's log.
name          kabelmail
title         TLS 1.0 to 1.2, CBC with SHA-1 only, DH 1024
versions      TLSv1.0 TLSv1.1 TLSv1.2
order         server
suites        0039 0033 0035 002F 0016 000A
dh            1024
certificate   rsa4096
signature     TLSv1.2 rsa_pkcs1_sha512
secure-renegotiation yes
refusal       alert 40
