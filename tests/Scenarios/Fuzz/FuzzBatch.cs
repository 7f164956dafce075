using System.Globalization;
using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Tests.Unit.Ocpp16;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>Frames that come to a station all at once. One seed is one batch.</summary>
public sealed class FuzzBatch
{
    // As many as a station lets wait, so that none is refused for their number.
    public const int Size = 50;

    /// <summary>Under which a call without a readable id is refused.</summary>
    private const string Unnamed = "-1";

    private static readonly Field[] s_requests = [.. Field.Messages.Values.Where(message => message.Name.EndsWith("Request", StringComparison.Ordinal))];
    private static readonly string[] s_harmless =
    [
        """GetConfiguration",{"key":["HeartbeatInterval","NoSuchKey"]}""",
        """ChangeConfiguration",{"key":"NoSuchKey","value":"1"}""",
        """ChangeAvailability",{"connectorId":99,"type":"Inoperative"}""",
        """DataTransfer",{"vendorId":"nobody"}""",
        """RemoteStopTransaction",{"transactionId":999}""",
        """UnlockConnector",{"connectorId":99}""",
    ];

    private readonly int _seed;
    private readonly RandomSource _chance;

    public FuzzBatch(int seed)
    {
        _seed = seed;
        _chance = RandomSource.Seeded(unchecked((ulong)seed));
        Frames = [.. Enumerable.Range(0, Size).Select(Draw)];
    }

    private FuzzBatch(int seed, FuzzFrame only)
    {
        _seed = seed;
        _chance = RandomSource.Seeded(0);
        Frames = [only];
    }

    public IReadOnlyList<FuzzFrame> Frames { get; }

    /// <summary>Each frame alone, to find the one that does it.</summary>
    public IEnumerable<FuzzBatch> Alone => Frames.Count == 1 ? [] : Frames.Select(frame => new FuzzBatch(_seed, frame));

    public override string ToString() => Frames.Count == 1 ? $"seed {_seed}, frame {Frames[0]}" : $"seed {_seed}";

    private FuzzFrame Draw(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{_seed}/{number}");
        return _chance.Next(0, 100) switch
        {
            < 55 => Call(id, SpoiltCall(id)),
            < 65 => Cut(id, SpoiltCall(id)),
            < 70 => Call(id, $"[2,\"{id}\",{Action()},{Payload()}{Pick(",{}", ",null", ",[]", ",[[[")}]"),
            < 75 => Call(id, $"[2,\"{id}\",{Action()},{Pick("[]", "7", "\"{}\"", "null", "true", "[{}]", "{]", "undefined")}]"),
            < 78 => Call(id, $"[2,\"{id}\",{Pick("7", "null", "{}", "[]", "\"\"", "\"NoSuchAction\"", "\"reset\"", "\"Reset \"")},{Payload()}]"),
            < 80 => Call(id.PadRight(37 + _chance.Next(0, 200), '7'), static id => $"[2,\"{id}\",\"Reset\",{{\"type\":\"Hard\"}}]"),
            < 83 => NoText(id, SpoiltCall(id)),
            < 87 => Nobody($"[{Pick("3", "4")},\"{id}\"{Pick("", ",{}", ",null", ",{\"status\":\"Accepted\"}", ",\"InternalError\",\"\",{}", ",[[", ",7]")}]"),
            < 90 => Call(Unnamed, $"[2,{Pick("null", "[\"1\"]", "{}", "\"\\ud800\"", "true")},{Action()},{Payload()}]"),
            < 91 => Call(id, $"[{Pick("\"2\"", "2.0", "\"2.0\"", "2e0", "20e-1")},\"{id}\",{Action()},{Payload()}]"),
            < 93 => Nobody($"[{Pick("1", "5", "-2", "2.5", "2e9", "\"two\"", "null", "[2]", "22")},\"{id}\",{Action()},{Payload()}]"),
            < 96 => Garbage(),
            _ => Call(id, $"[2,\"{id}\",\"{s_harmless[_chance.Next(0, s_harmless.Length)]}]") with { IsRight = true },
        };
    }

    private static FuzzFrame Call(string id, string text) => new(Encoding.UTF8.GetBytes(text), id);

    private static FuzzFrame Call(string id, Func<string, string> text) => Call(id, text(id));

    private static FuzzFrame Nobody(string text) => new(Encoding.UTF8.GetBytes(text), null);

    /// <summary>Ends anywhere; there is somebody to answer once the id has come.</summary>
    private FuzzFrame Cut(string id, string call)
    {
        var length = _chance.Next(0, call.Length);
        return new FuzzFrame(Encoding.UTF8.GetBytes(call[..length]), length >= $"[2,\"{id}\"".Length ? id : null);
    }

    /// <summary>A byte behind the id that is no UTF-8 wherever it stands.</summary>
    private FuzzFrame NoText(string id, string call)
    {
        var bytes = Encoding.UTF8.GetBytes(call);
        bytes[_chance.Next($"[2,\"{id}\"".Length, bytes.Length)] = (byte)_chance.Next(0xF8, 0x100);
        return new FuzzFrame(bytes, id);
    }

    private FuzzFrame Garbage()
    {
        var bytes = new byte[_chance.Next(0, 300)];
        var isText = _chance.Next(0, 2) == 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = isText ? (byte)"[]{}\",:\\ 0123456789.eE+-tfnulras\r\n"[_chance.Next(0, 34)] : (byte)_chance.Next(0, 256);
        }

        // Nothing here may begin like a call by chance.
        return new FuzzFrame([(byte)Pick("{", "]", ",", "\"", "2", "\0")[0], .. bytes], null);
    }

    private string SpoiltCall(string id)
    {
        var message = s_requests[_chance.Next(0, s_requests.Length)];
        return $"[2,\"{id}\",\"{message.Name[..^"Request".Length]}\",{SpoiltPayload.Write(message, _chance)}]";
    }

    private string Action() => $"\"{s_requests[_chance.Next(0, s_requests.Length)].Name[..^"Request".Length]}\"";

    private string Payload() => Pick("{}", "{\"type\":\"Hard\"}", "{\"connectorId\":1,\"idTag\":\"04A1B2C3\"}", "{\"connectorId\":0,\"type\":\"Inoperative\"}");

    private string Pick(params ReadOnlySpan<string> words) => words[_chance.Next(0, words.Length)];
}
