namespace ChargerFirmware.Emulator.Faults;

/// <summary>A fault of the whole station: connector 0.</summary>
public abstract class EmulatedStationFault(string name, string summary) : EmulatedFault(name, summary)
{
    public sealed override string? Refusal(EmulatedBoard board, int connector) => Refusal(board);

    public sealed override void Apply(EmulatedBoard board, int connector) => Set(board, present: true);

    public sealed override void Clear(EmulatedBoard board, int connector) => Set(board, present: false);

    /// <inheritdoc cref="EmulatedFault.Refusal"/>
    protected virtual string? Refusal(EmulatedBoard board) => null;

    protected abstract void Set(EmulatedBoard board, bool present);
}
