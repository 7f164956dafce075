namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>The place in front of a reader: one card at most, and the field while the reader's antenna is on.</summary>
public sealed class Antenna
{
    private bool _field;

    /// <summary>The card that is there now; null when there is none.</summary>
    public EmulatedCard? Card { get; private set; }

    /// <summary>The reader's field. A card without it forgets its state.</summary>
    public bool Field
    {
        get => _field;
        set
        {
            _field = value;
            if (!value)
            {
                Card?.LoseField();
            }
        }
    }

    /// <summary>Holds a card to the reader, in place of any other.</summary>
    /// <param name="uid">4, 7 or 10 bytes in wire order.</param>
    public void Present(ReadOnlySpan<byte> uid) => Card = new EmulatedCard(uid);

    /// <summary>Takes the card away.</summary>
    public void Remove() => Card = null;

    /// <summary>What is heard after a frame was sent; null is silence.</summary>
    public byte[]? Exchange(ReadOnlySpan<byte> frame, int bitsOfLastByte) =>
        Field && Card is { } card ? card.Answer(frame, bitsOfLastByte) : null;
}
