using System.Net;
using System.Text;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Network.WebSockets;

/// <summary>
/// Holds what comes from the station's side of a connection until it is known who sends it. A request of HTTP passes when the rule lets it
/// in and it asks for a WebSocket, which is all that a station asks for; else any web page could speak to the central system through here.
/// What is no request of HTTP passes as it is: no browser can have sent it.
/// </summary>
internal sealed class HeadGuard(AccessRule rule, IPEndPoint local)
{
    // As much as servers take of a head.
    private const int MaxHeadBytes = 32 * 1024;
    private const int MaxMethodLetters = 16;

    private readonly List<byte> _held = [];

    /// <summary>Whether it is known who sends.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>Why nothing of it may pass; null while that is not known, or where it may.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What may go on now that these bytes have come.</summary>
    public byte[] Take(ReadOnlySpan<byte> bytes)
    {
        if (IsDecided)
        {
            return Refusal is null ? bytes.ToArray() : [];
        }

        _held.AddRange(bytes);
        var held = _held.ToArray();
        var end = held.AsSpan().IndexOf("\r\n\r\n"u8);
        if (IsRequest(held))
        {
            if (end < 0 && held.Length <= MaxHeadBytes)
            {
                return [];
            }

            Refusal = end < 0
                ? new Refusal(431, $"the head is too long; expected {MaxHeadBytes} bytes at most")
                : Judge(Encoding.Latin1.GetString(held, 0, end));
        }

        IsDecided = true;
        _held.Clear();
        return Refusal is null ? held : [];
    }

    /// <summary>What is held of something that ended before anything was known.</summary>
    public byte[] Rest() => IsDecided ? [] : [.. _held];

    /// <summary>It begins like one: a method in capitals, then a blank.</summary>
    private static bool IsRequest(ReadOnlySpan<byte> bytes)
    {
        var letters = bytes.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
        return letters < 0 ? bytes.Length <= MaxMethodLetters : letters is > 0 and <= MaxMethodLetters && bytes[letters] == ' ';
    }

    private Refusal? Judge(string head)
    {
        var lines = head.Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var refusal = rule.Judge(new RequestHead
        {
            Method = lines[0].Split(' ')[0],
            Local = local,
            Host = OneOf(headers["Host"]),
            Origin = OneOf(headers["Origin"]),
            Referer = OneOf(headers["Referer"]),
            FetchSite = OneOf(headers["Sec-Fetch-Site"]),
            FetchMode = OneOf(headers["Sec-Fetch-Mode"]),
        });
        return refusal ?? (headers["Upgrade"].Contains("websocket", StringComparer.OrdinalIgnoreCase)
            ? null
            : new Refusal(426, "this is a station's line to its central system; expected a WebSocket"));
    }

    private static string? OneOf(IEnumerable<string> values) => values.ToList() is { Count: > 0 } all ? string.Join(",", all) : null;
}
