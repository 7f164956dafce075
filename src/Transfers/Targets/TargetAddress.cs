using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Transfers.Targets;

/// <summary>What an address leads to, in whatever form it is written.</summary>
public static class TargetAddress
{
    /// <summary>Why an address is none of another machine on a network; null when it is one.</summary>
    public static string? LocalityOf(IPAddress address) => Meanings(address).Select(Name).FirstOrDefault(name => name is not null);

    /// <summary>
    /// The address itself, and each IPv4 address that a translator or a tunnel on the way would make of it: what is carried inside
    /// decides where it ends.
    /// </summary>
    public static IEnumerable<IPAddress> Meanings(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        yield return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            yield break;
        }

        var bytes = address.GetAddressBytes();
        if (bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12, 3).IndexOfAnyExcept((byte)0) >= 0)
        {
            // IPv4-compatible (RFC 4291, 2.5.5.1); :: and ::1 are what they are.
            yield return Inside(bytes, 12);
        }
        else if (bytes is [0x00, 0x64, 0xFF, 0x9B, 0x00, 0x00, ..])
        {
            // NAT64, the well-known prefix (RFC 6052).
            yield return Inside(bytes, 12);
        }
        else if (bytes is [0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01, ..])
        {
            // NAT64 with a prefix of a network's own (RFC 8215), whose length decides at which place it is carried (RFC 6052, 2.2).
            IPAddress[] places =
            [
                Inside(bytes, 12), Inside(bytes, 9), new([bytes[7], bytes[9], bytes[10], bytes[11]]), new([bytes[6], bytes[7], bytes[9], bytes[10]]),
            ];
            foreach (var place in places.Where(place => place.GetAddressBytes()[0] != 0))
            {
                yield return place;
            }
        }
        else if (bytes is [0x20, 0x02, ..])
        {
            // 6to4 (RFC 3056).
            yield return Inside(bytes, 2);
        }
        else if (bytes is [0x20, 0x01, 0x00, 0x00, ..])
        {
            // Teredo (RFC 4380): the client's address is written inverted.
            yield return new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        }
        else if (bytes is [_, _, _, _, _, _, _, _, 0x00 or 0x02, 0x00, 0x5E, 0xFE, ..])
        {
            // ISATAP (RFC 5214).
            yield return Inside(bytes, 12);
        }
    }

    private static IPAddress Inside(byte[] bytes, int at) => new(bytes.AsSpan(at, 4));

    private static string? Name(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? NameOf4(address.GetAddressBytes()) : NameOf6(address);

    private static string? NameOf4(byte[] bytes) => bytes switch
    {
        [127, ..] => "a loopback address",
        [0, ..] => "an unspecified address",
        [169, 254, ..] => "a link-local address",
        [>= 224 and < 240, ..] => "a multicast address",
        [>= 240, ..] => "a broadcast or reserved address",
        _ => null,
    };

    private static string? NameOf6(IPAddress address) =>
        IPAddress.IsLoopback(address) ? "a loopback address"
        : address.Equals(IPAddress.IPv6Any) ? "an unspecified address"
        : address.IsIPv6LinkLocal ? "a link-local address"
        : address.IsIPv6SiteLocal ? "a site-local address"
        : address.IsIPv6Multicast ? "a multicast address"
        : null;
}
