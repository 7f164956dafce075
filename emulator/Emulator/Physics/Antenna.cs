namespace ChargerFirmware.Emulator.Physics;

/// <summary>The antenna of a card reader and the card that is held to it.</summary>
public sealed class Antenna
{
    private readonly OneShot _away;

    public Antenna(TimeProvider time) => _away = new OneShot(time, TakeAway);

    /// <summary>The UID of the card in the field, in wire order; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Uid { get; private set; }

    /// <summary>A card has come into the field or has left it.</summary>
    public event Action? Changed;

    /// <summary>Holds a card to the reader for a while; one that is there already gives way.</summary>
    /// <param name="uid">4, 7 or 10 bytes, ISO 14443-3.</param>
    public void Hold(byte[] uid, TimeSpan duration)
    {
        if (uid.Length is not (4 or 7 or 10))
        {
            throw new ArgumentException($"A UID has 4, 7 or 10 bytes; this one has {uid.Length}.", nameof(uid));
        }

        Uid = uid;
        _away.Start(duration);
        Changed?.Invoke();
    }

    /// <summary>Takes the card away before its time.</summary>
    public void TakeAway()
    {
        _away.Cancel();
        if (Uid is not null)
        {
            Uid = null;
            Changed?.Invoke();
        }
    }
}
