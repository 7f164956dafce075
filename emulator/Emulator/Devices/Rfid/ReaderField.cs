namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>What a reader's antenna makes, as the chip hears it: the field while it is on, and one card at most in it.</summary>
public sealed class ReaderField
{
    private bool _isOn;

    /// <summary>The card that is there now; null when there is none.</summary>
    public EmulatedCard? Card { get; private set; }

    /// <summary>Whether the antenna is on. A card without its field forgets its state.</summary>
    public bool IsOn
    {
        get => _isOn;
        set
        {
            _isOn = value;
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
        IsOn && Card is { } card ? card.Answer(frame, bitsOfLastByte) : null;
}
