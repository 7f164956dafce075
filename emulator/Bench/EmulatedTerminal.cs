using ChargerFirmware.Hardware;

namespace ChargerFirmware.Bench;

/// <summary>
/// A terminal beside a card reader, behind the same contract: tokens that are no card's UID are typed in or scanned here, and
/// cards go through the reader below.
/// </summary>
internal sealed class EmulatedTerminal : IRfidReader
{
    private readonly IRfidReader _reader;

    public EmulatedTerminal(IRfidReader reader)
    {
        _reader = reader;
        reader.Presented += Present;
    }

    public event Action? Changed
    {
        add => _reader.Changed += value;
        remove => _reader.Changed -= value;
    }

    public event Action<PresentedToken>? Presented;

    public DeviceHealth Health => _reader.Health;

    /// <summary>How many tokens have been reported so far.</summary>
    public int Reported { get; private set; }

    public void Present(string text) => Present(new PresentedToken(text));

    private void Present(PresentedToken token)
    {
        Reported++;
        Presented?.Invoke(token);
    }
}
