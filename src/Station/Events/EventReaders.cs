using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Events;

/// <summary>Who reads the log, and what waits for each.</summary>
internal sealed class EventReaders(ILogger logger, int capacity)
{
    private readonly List<ReaderQueue> _places = [];

    public void Add(ReaderQueue place) => _places.Add(place);

    public void Remove(ReaderQueue place) => _places.Remove(place);

    public bool Take(EventKinds kind) => _places.Exists(place => place.Kinds.HasFlag(kind));

    /// <summary>Whether a reader that takes this kind takes one of the others, too: for that reader they stay in order.</summary>
    public bool TakeBoth(EventKinds kind, EventKinds others) => _places.Exists(place => place.Kinds.HasFlag(kind) && (place.Kinds & others) != 0);

    public bool WaitFor(StationEvent happened) => _places.Exists(place => place.WaitsFor(happened));

    /// <summary>Whether one that takes an event of a transaction has not passed its end.</summary>
    public bool Need(StationEvent happened, TransactionEnded ended) =>
        _places.Exists(place => place.Takes(happened) && place.Position < ended.Sequence);

    /// <summary>Lets an event wait for those who take it, and notifies them.</summary>
    /// <returns>The samples that had to make room.</returns>
    public IReadOnlyList<TransactionSampled> Append(StationEvent happened)
    {
        var readers = _places.FindAll(place => place.WaitsFor(happened));
        List<TransactionSampled>? dropped = null;
        foreach (var reader in readers)
        {
            reader.Add(happened);
            if (reader.Count > capacity && reader.FindDispensable() is { } sampled)
            {
                logger.LogError(
                    "{Count} events wait for the reader {Reader}; the oldest sample goes, of transaction {TransactionKey}",
                    reader.Count, reader.Name, sampled.TransactionKey);
                _places.ForEach(place => place.Remove(sampled));
                (dropped ??= []).Add(sampled);
            }
        }

        readers.ForEach(reader => reader.Announce(happened));
        return dropped ?? [];
    }

    /// <summary>Corrects the stamps of what waits.</summary>
    public void Correct(ClockCorrection correction)
    {
        foreach (var place in _places)
        {
            place.Correct(correction);
        }
    }
}
