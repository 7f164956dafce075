using System.Globalization;
using System.Net;

namespace ChargerFirmware.Listening;

/// <summary>Where to listen, as written on a command line: a port alone is one of loopback.</summary>
public static class ListenAddress
{
    /// <summary>Reads <c>PORT</c>, <c>localhost:PORT</c>, <c>ADDRESS:PORT</c> or <c>[ADDRESS]:PORT</c>.</summary>
    /// <returns>Null for anything else.</returns>
    public static IPEndPoint? TryRead(string? text)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var alone))
        {
            return new IPEndPoint(IPAddress.Loopback, alone);
        }

        return HostName.TryRead(text) is not { Port: { } port } host ? null
            : host.Address is { } address ? new IPEndPoint(address, port)
            : host.IsLoopback ? new IPEndPoint(IPAddress.Loopback, port)
            : null;
    }

    /// <summary>
    /// Reads what a file or an environment made for another program says of listening. It does not mean that this program is to listen on every
    /// interface, so every interface becomes loopback.
    /// </summary>
    /// <param name="text">An address such as <c>0.0.0.0:8080</c>, <c>*:8080</c> or <c>http://+:8080</c>.</param>
    /// <param name="wasEverywhere">Whether it has named every interface, which calls for a warning.</param>
    /// <returns>Null for what names no place to listen.</returns>
    public static IPEndPoint? TryReadImported(string text, out bool wasEverywhere)
    {
        ArgumentNullException.ThrowIfNull(text);
        var authority = text.Contains("://", StringComparison.Ordinal) ? text.Split("://", 2)[1].TrimEnd('/') : text;
        if (authority is ['*' or '+', ':', ..])
        {
            authority = $"{IPAddress.Any}{authority[1..]}";
        }

        var read = TryRead(authority);
        wasEverywhere = read is not null && IsEverywhere(read.Address);
        return wasEverywhere ? new IPEndPoint(IPAddress.Loopback, read!.Port) : read;
    }

    /// <summary>Every interface of this machine.</summary>
    public static bool IsEverywhere(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return HostName.Plain(address) is var plain && (plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any));
    }

    /// <summary>This machine only.</summary>
    public static bool IsLoopback(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IPAddress.IsLoopback(HostName.Plain(address));
    }
}
