using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Tests.Load;

/// <summary>The figures of a run.</summary>
internal sealed record Report
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required int Stations { get; init; }

    public required double Seconds { get; init; }

    public required int Sessions { get; init; }

    public required int Connections { get; init; }

    public required int Kills { get; init; }

    public required IReadOnlyList<Latency> Messages { get; init; }

    public required Latency All { get; init; }

    public required double MessagesPerSecond { get; init; }

    public required IReadOnlyDictionary<string, int> Errors { get; init; }

    public required IReadOnlyDictionary<string, int> Commands { get; init; }

    /// <summary>Of the central system; of one core.</summary>
    public required double ProcessorPercent { get; init; }

    public required double MostMegabytes { get; init; }

    public required double LastMegabytes { get; init; }

    /// <summary>Until it served; of those that were not killed before.</summary>
    public required IReadOnlyList<double> StartSeconds { get; init; }

    /// <summary>Of this program; of one core.</summary>
    public required double OwnProcessorPercent { get; init; }

    /// <summary>How late this program's own timers were: what it has measured is too long by that at most.</summary>
    public required Latency OwnLateness { get; init; }

    public string Json() => JsonSerializer.Serialize(this, s_json);

    public void Print()
    {
        Say($"{Stations} stations, {Seconds:F0} s, {Sessions} sessions, {Connections} connections, {MessagesPerSecond:F0} messages a second");
        Say($"{Latency.Heading}");
        foreach (var latency in Messages)
        {
            Say($"{latency}");
        }

        Say($"{All}");
        Say($"central system: {MostMegabytes:F0} MB at most, {LastMegabytes:F0} MB at the end, {ProcessorPercent:F0} % of a core");
        var (p99, max) = (OwnLateness.P99Milliseconds, OwnLateness.MaxMilliseconds);
        Say($"this program: {OwnProcessorPercent:F0} % of a core, its timers late by {p99:F0} ms (p99), {max:F0} ms (max)");
        if (Kills > 0)
        {
            Say($"{Kills} kills; a start took {StartSeconds.DefaultIfEmpty().Average():F1} s on average, {StartSeconds.DefaultIfEmpty().Max():F1} s at most");
        }

        foreach (var (kind, count) in Errors)
        {
            Say($"{count,9} times: {kind}");
        }

        foreach (var (action, count) in Commands)
        {
            Say($"{count,9} commands: {action}");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
