namespace ChargerFirmware.Bench.Maintenance;

/// <summary>What becomes of a dummy image.</summary>
public enum ImageBehaviour
{
    Good,

    /// <summary>The installer refuses it.</summary>
    Refused,

    /// <summary>It does not come up: the boot loader goes back to what ran before.</summary>
    Dead,
}
