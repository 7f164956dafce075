namespace ChargerFirmware.Emulator.Faults;

/// <summary>
/// One fault of the table in the physical world. It sets properties of the physics and nothing else: what the station makes
/// of it, status, error code and an open contactor, it has to find out by its drivers.
/// </summary>
/// <param name="name">The fault's name in the table.</param>
/// <param name="summary">What happens in the physical world, in one line.</param>
public abstract class EmulatedFault(string name, string summary)
{
    public string Name { get; } = name;

    public string Summary { get; } = summary;

    /// <summary>Why it cannot be there, or null where it can.</summary>
    /// <param name="connector">From 1; 0 for a fault of the station.</param>
    public abstract string? Refusal(EmulatedBoard board, int connector);

    /// <param name="connector">From 1; 0 for a fault of the station.</param>
    public abstract void Apply(EmulatedBoard board, int connector);

    /// <summary>Takes it away again. What the station makes of that is the station's business.</summary>
    /// <param name="connector">From 1; 0 for a fault of the station.</param>
    public abstract void Clear(EmulatedBoard board, int connector);
}
