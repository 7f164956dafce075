using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Settings;

namespace ChargerFirmware.Station.Events;

/// <summary>The events of one transaction that the log still holds.</summary>
public sealed class TransactionHistory
{
    private readonly List<StationEvent> _data = [];

    internal TransactionHistory(TransactionStarted started) => Started = started;

    public TransactionStarted Started { get; }

    public TransactionEnded? Ended { get; internal set; }

    /// <summary>The events whose samples are reported with the end, as long as it has not come; the begin is among them.</summary>
    internal IReadOnlyList<StationEvent> Data => _data;

    /// <summary>What is reported with the end. Events whose rows a damaged store has lost are missing in it.</summary>
    public IReadOnlyList<MeterSample> SamplesForEnd()
    {
        if (Ended is null)
        {
            return [];
        }

        var bySequence = _data.ToDictionary(happened => happened.Sequence);
        bySequence[Ended.Sequence] = Ended;
        return [.. Ended.Data.Select(sequence => bySequence.TryGetValue(sequence, out var happened) ? SampleOf(happened) : null).OfType<MeterSample>()];
    }

    /// <summary>Adds an event whose sample is reported with the end.</summary>
    /// <returns>The events that had to make room: every second one between the first and the last.</returns>
    internal IReadOnlyList<StationEvent> Keep(StationEvent happened)
    {
        happened.IsForEnd = true;
        _data.Add(happened);
        if (_data.Count <= StationSettings.StopTransactionMaxMeterValues)
        {
            return [];
        }

        var thinned = new List<StationEvent>();
        for (var index = _data.Count - 2; index > 0; index -= 2)
        {
            if (_data[index] is not TransactionSampled { IsSigned: true })
            {
                _data[index].IsForEnd = false;
                thinned.Add(_data[index]);
                _data.RemoveAt(index);
            }
        }

        return thinned;
    }

    /// <summary>Adds an event from the store: once the end is written, it says which samples are reported with it.</summary>
    internal void Load(StationEvent happened)
    {
        if (Ended is null)
        {
            Keep(happened);
        }
        else if (Ended.Data.Contains(happened.Sequence))
        {
            happened.IsForEnd = true;
            _data.Add(happened);
        }
    }

    /// <summary>Takes <paramref name="by"/> for the event of the same sequence.</summary>
    internal void Replace(StationEvent by) => _data[_data.FindIndex(happened => happened.Sequence == by.Sequence)] = by;

    /// <summary>These are no longer needed.</summary>
    internal void Forget(IReadOnlyCollection<StationEvent> free) => _data.RemoveAll(free.Contains);

    private static MeterSample? SampleOf(StationEvent happened) => happened switch
    {
        TransactionStarted started => started.SampleAtBegin,
        TransactionSampled sampled => sampled.KeptSample(),
        TransactionEnded ended => ended.SampleAtEnd,
        _ => null,
    };
}
