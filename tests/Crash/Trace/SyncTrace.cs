using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Crash.Trace;

/// <summary>
/// A station's system calls as strace wrote them down: was each StartTransaction and StopTransaction written to the log of its store
/// and synced before it went out on the socket? strace stops a thread at each call, so the order of the lines is the order of the calls.
/// </summary>
internal static partial class SyncTrace
{
    // The last line is short; of what may stand before it a piece is enough.
    private const int TailBytes = 4096;

    /// <summary>True when the tracer has reported the process's end, which is its last word.</summary>
    public static bool IsWhole(string path, int processId)
    {
        using var trace = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        trace.Seek(-Math.Min(TailBytes, trace.Length), SeekOrigin.End);
        using var reader = new StreamReader(trace, Encoding.Latin1);
        var last = reader.ReadToEnd().TrimEnd('\n').Split('\n')[^1];
        return last.StartsWith($"{processId} ", StringComparison.Ordinal) && last.EndsWith("+++", StringComparison.Ordinal);
    }

    /// <param name="lines">Of <c>strace -f -y -x</c>.</param>
    /// <returns>What was sent, each with whether it was synced before.</returns>
    public static IReadOnlyList<(string Action, bool IsSynced)> Read(IEnumerable<string> lines)
    {
        var writes = new List<(int At, string Content)>();
        var syncs = new List<int>();
        var syncing = new HashSet<string>();
        var sent = new List<(string, bool)>();
        foreach (var (at, line) in lines.Index())
        {
            if (Sync().Match(line) is { Success: true } sync)
            {
                if (line.EndsWith("= 0", StringComparison.Ordinal))
                {
                    syncs.Add(at);
                }
                else
                {
                    syncing.Add(sync.Groups["thread"].Value);
                }
            }
            else if (SyncEnd().Match(line) is { Success: true } end && syncing.Remove(end.Groups["thread"].Value))
            {
                syncs.Add(at);
            }
            else if (Write().Match(line) is { Success: true } write)
            {
                writes.Add((at, Encoding.Latin1.GetString(Bytes(write))));
            }
            else if (Send().Match(line) is { Success: true } send && Call(Bytes(send)) is var (action, timestamp))
            {
                // The store keeps more digits than are sent, and no zeros at the end.
                var moment = timestamp.TrimEnd('Z').TrimEnd('0').TrimEnd('.');
                var written = writes.FindIndex(write => write.Content.Contains(moment, StringComparison.Ordinal));
                sent.Add((action, written >= 0 && syncs.Exists(sync => sync > writes[written].At && sync < at)));
            }
        }

        return sent;
    }

    /// <summary>The call in a WebSocket frame, when it is one that must be durable: its action and the moment it is about.</summary>
    private static (string Action, string Timestamp)? Call(byte[] frame)
    {
        // A client's text frame: FIN and opcode, mask and length, the length's further bytes, four bytes of mask.
        if (frame.Length < 8 || frame[0] != 0x81 || frame[1] < 0x80)
        {
            return null;
        }

        var mask = (frame[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };
        var text = new byte[frame.Length - mask - 4];
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (byte)(frame[mask + 4 + index] ^ frame[mask + (index % 4)]);
        }

        using var message = JsonDocument.Parse(text);
        var parts = message.RootElement;
        return parts.GetArrayLength() == 4 && parts[2].GetString() is "StartTransaction" or "StopTransaction"
            ? (parts[2].GetString()!, parts[3].GetProperty("timestamp").GetString()!)
            : null;
    }

    /// <summary>Frames and pages are never plain ASCII, which is what strace would write as it is.</summary>
    private static byte[] Bytes(Match call) => call.Groups["bytes"].Value is var text && text.StartsWith(@"\x", StringComparison.Ordinal)
        ? Convert.FromHexString(text.Replace(@"\x", "", StringComparison.Ordinal))
        : [];

    [GeneratedRegex(@"^(?<thread>\d+) +f(data)?sync\(\d+<[^>]*station\.db-wal>")]
    private static partial Regex Sync();

    [GeneratedRegex(@"^(?<thread>\d+) +<\.\.\. f(data)?sync resumed>.* = 0$")]
    private static partial Regex SyncEnd();

    [GeneratedRegex(@"^\d+ +(pwrite64|write)\(\d+<[^>]*station\.db-wal>, ""(?<bytes>[^""]*)""")]
    private static partial Regex Write();

    [GeneratedRegex(@"^\d+ +(sendto|sendmsg|write)\(\d+<(socket|TCP)[^""]*""(?<bytes>[^""]*)""")]
    private static partial Regex Send();
}
