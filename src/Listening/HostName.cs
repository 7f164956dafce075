using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Listening;

/// <summary>A host as a client names it in <c>Host</c>, in <c>Origin</c> or on a command line: a name or an address, and a port.</summary>
public sealed class HostName : IEquatable<HostName>
{
    private HostName(string name, IPAddress? address, int? port)
    {
        Name = name;
        Address = address;
        Port = port;
    }

    /// <summary>In lower case, without the root's dot; an address in its usual form, an IPv4 address in IPv6 clothes as IPv4.</summary>
    public string Name { get; }

    /// <summary>Null for a name.</summary>
    public IPAddress? Address { get; }

    /// <summary>Null where none is given.</summary>
    public int? Port { get; }

    /// <summary>
    /// Whether it can only mean this machine: <c>localhost</c>, or an address of loopback in any notation. A page of somebody else cannot
    /// call itself so, whatever its name server answers.
    /// </summary>
    public bool IsLoopback => Address is { } address ? IPAddress.IsLoopback(address) : Name == "localhost";

    /// <summary>Reads <c>name</c>, <c>name:port</c>, <c>1.2.3.4:port</c>, <c>[::1]:port</c>.</summary>
    /// <returns>Null for anything else.</returns>
    public static HostName? TryRead(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var end = text[0] == '[' ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        var host = end < 0 ? text : text[..end];
        var rest = end < 0 ? "" : text[end..];
        int? port = null;
        if (rest.Length > 0)
        {
            if (rest[0] != ':' || !ushort.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            port = number;
        }

        return Read(host, port);
    }

    /// <summary>Both without their ports.</summary>
    public bool IsSameHost(HostName other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Name == other.Name;
    }

    public bool Equals(HostName? other) => other is not null && Name == other.Name && Port == other.Port;

    public override bool Equals(object? obj) => Equals(obj as HostName);

    public override int GetHashCode() => HashCode.Combine(Name, Port);

    public override string ToString()
    {
        var host = Address is { AddressFamily: AddressFamily.InterNetworkV6 } ? $"[{Name}]" : Name;
        return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : host;
    }

    private static HostName? Read(string host, int? port)
    {
        var isBracketed = host.StartsWith('[');
        if (IPAddress.TryParse(isBracketed ? host.Trim('[', ']') : host, out var address)
            && isBracketed == (address.AddressFamily == AddressFamily.InterNetworkV6))
        {
            address = Plain(address);
            return new HostName(address.ToString(), address, port);
        }

        var name = (host.EndsWith('.') ? host[..^1] : host).ToLowerInvariant();
        return name.Length is > 0 and <= 253 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_')
            ? new HostName(name, null, port)
            : null;
    }

    /// <summary>An IPv4 address that is dressed as IPv6 is the same place.</summary>
    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
