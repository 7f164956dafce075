using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>The lines of the chip and the serial line, as kernel and far end saw them.</summary>
internal static class LineChecks
{
    private static readonly string[] s_outputs = ["enable", "contactor"];
    private static readonly string[] s_inputs = ["feedback", "estop", "door"];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("charger check finds the board's chip and port", Board, Spoilt.With("is fine", "is right, but this machine cannot open 1 of its 2 buses")),
        new("the chip that the board names by its label is not number 0", Chip, Spoilt.With("gpiochip1 vm-board", "gpiochip0 vm-board")),
        new("its lines, and no others, are the station's by upstream's driver", Consumers, Spoilt.With("(\"contactor\"\\s+)output consumer=.*", "$1input")),
        new("both edges of its inputs are asked for", Edges, Spoilt.With("(\"estop\".*) edges=both", "$1")),
        new("a pull-up that the board names reaches the kernel", PullUp, Spoilt.With("(\"door\".*)bias=pull-up", "$1bias=disabled")),
        new("no request on the pseudo-terminal was malformed", Modbus, Spoilt.With("requests, 0 malformed", "requests, 1 malformed")),
    ];

    private static string Board(Transcript transcript)
    {
        transcript.First("check", "exit", "^check 0$");
        return transcript.First("check", "check", "is fine").Text;
    }

    private static string Chip(Transcript transcript) => transcript.First("", "chip", @"^gpiochip[1-9]\d* vm-board$").Text;

    private static string Consumers(Transcript transcript)
    {
        var process = transcript.First("charge", "process", "^charger ").Text.Split(' ')[1];
        var taken = transcript.Of("charge", "gpioinfo").Where(line => line.Text.Contains("consumer=", StringComparison.Ordinal)).ToList();
        foreach (var (name, direction) in s_outputs.Select(name => (name, "output")).Concat(s_inputs.Select(name => (name, "input"))))
        {
            Line(transcript, name, $"{direction}.*consumer=\"C#-LibGpiodV2Driver-{process}\"");
        }

        return taken.Count == s_outputs.Length + s_inputs.Length
            ? $"{taken.Count} lines"
            : throw new JudgementException($"{taken.Count} lines are taken: {string.Join("; ", taken.Select(line => line.Text.Trim()))}");
    }

    private static string Edges(Transcript transcript)
    {
        foreach (var name in s_inputs)
        {
            Line(transcript, name, "edges=both");
        }

        return string.Join(", ", s_inputs);
    }

    private static string PullUp(Transcript transcript)
    {
        if (transcript.Events.FirstOrDefault(entry => entry.Word == "->" && entry.Text.Contains("DoorOpen", StringComparison.Ordinal)) is { } open)
        {
            throw new JudgementException($"the door counts as open: {open.Text}");
        }

        return Line(transcript, "door", "bias=pull-up").Text.Trim();
    }

    private static string Modbus(Transcript transcript)
    {
        var totals = transcript.First("weld", "modbus", @"^\d{3,} requests, 0 malformed$");
        return totals.Text;
    }

    private static TranscriptEvent Line(Transcript transcript, string name, string pattern) =>
        transcript.First("charge", "gpioinfo", $"\"{Regex.Escape(name)}\" +.*{pattern}");
}
