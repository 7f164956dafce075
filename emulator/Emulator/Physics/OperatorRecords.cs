namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The operator's own records of who may charge, at the far end of the line behind the central system. A station never sees them;
/// it hears what a central system reads in them.
/// </summary>
public sealed class OperatorRecords
{
    /// <summary>A central system answers by them. Somebody else's has its own.</summary>
    public bool AreRead { get; set; }

    /// <summary>They say the opposite of what was sent to local lists, as after a change that was never sent out.</summary>
    public bool ContradictLocalLists { get; set; }
}
