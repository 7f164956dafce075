using System.Text.Json.Serialization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Events;

/// <summary>Values were taken while a transaction ran.</summary>
public sealed record TransactionSampled : StationEvent
{
    public override EventKinds Kind => EventKinds.Samples;

    public required ReadingContext Context { get; init; }

    /// <summary>Every value that was asked for when it was taken.</summary>
    public required IReadOnlyList<MeasuredValue> Values { get; init; }

    /// <summary>Which of <see cref="Values"/> are reported at once, and in which order; null for all of them.</summary>
    public IReadOnlyList<int>? Reported { get; init; }

    /// <summary>Which of <see cref="Values"/> are reported with the end, and in which order; null for all of them.</summary>
    public IReadOnlyList<int>? Kept { get; init; }

    /// <summary>There was no room for it any more: it is not reported at once, only with the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDropped { get; init; }

    [JsonIgnore]
    public bool IsReported => !IsDropped && Reported is not { Count: 0 };

    /// <summary>It holds a value that the meter has signed, which is neither thinned out nor dropped.</summary>
    [JsonIgnore]
    public bool IsSigned => Values.Any(static value => value.Signature is not null);

    /// <summary>What is reported at once.</summary>
    public MeterSample ReportedSample() => new(At, Context, Select(Reported));

    /// <summary>What is reported with the end.</summary>
    public MeterSample KeptSample() => new(At, Context, Select(Kept));

    /// <summary>The values of two selections, each of them once.</summary>
    internal static (IReadOnlyList<MeasuredValue> Values, IReadOnlyList<int>? Reported, IReadOnlyList<int>? Kept) Merge(
        IReadOnlyList<MeasuredValue> reported, IReadOnlyList<MeasuredValue> kept)
    {
        var values = new List<MeasuredValue>(reported);
        var indexes = new int[kept.Count];
        for (var index = 0; index < kept.Count; index++)
        {
            indexes[index] = values.IndexOf(kept[index]);
            if (indexes[index] < 0)
            {
                indexes[index] = values.Count;
                values.Add(kept[index]);
            }
        }

        return (values, AllOr([.. Enumerable.Range(0, reported.Count)], values.Count), AllOr(indexes, values.Count));
    }

    private static IReadOnlyList<int>? AllOr(int[] indexes, int count) =>
        indexes.AsSpan().SequenceEqual([.. Enumerable.Range(0, count)]) ? null : indexes;

    private IReadOnlyList<MeasuredValue> Select(IReadOnlyList<int>? indexes) => indexes is null ? Values : [.. indexes.Select(index => Values[index])];
}
