using System.Buffers.Binary;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Events;

/// <summary>Gives events their places in the log and their ids.</summary>
internal sealed class EventNumbers
{
    private readonly StationClock _clock;
    private readonly RandomSource _ids;

    /// <param name="last">The numbers given so far, over the life of the store.</param>
    public EventNumbers(EventCounters last, StationClock clock, RandomSource random)
    {
        Last = last;
        _clock = clock;
        _ids = random.ForIds("events");
    }

    /// <summary>The last numbers that were given.</summary>
    public EventCounters Last { get; private set; }

    /// <summary>The place of a sample.</summary>
    public long NextSequence()
    {
        Last = Last with { Sequence = Last.Sequence + 1 };
        return Last.Sequence;
    }

    /// <summary>The event with its place, its number and its id.</summary>
    public T Give<T>(T happened)
        where T : StationEvent
    {
        Last = new EventCounters(Last.Sequence + 1, Last.Number + 1);
        return happened with { Sequence = Last.Sequence, Number = Last.Number, Id = NextId() };
    }

    /// <summary>A version 7 UUID (RFC 9562): the time stands before the chance, so that a store that was replaced repeats none.</summary>
    private Guid NextId()
    {
        Span<byte> chance = stackalloc byte[16];
        Span<byte> time = stackalloc byte[8];
        _ids.NextGuid().TryWriteBytes(chance, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(time, _clock.UtcNow.ToUnixTimeMilliseconds());
        time[2..].CopyTo(chance);
        chance[6] = (byte)((chance[6] & 0x0F) | 0x70);
        return new Guid(chance, bigEndian: true);
    }
}
