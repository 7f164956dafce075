namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// Brings a fetched image into the slot that is not running. The slot that runs is never written: a power cut at any instant leaves
/// a version that boots. Updates are named by a number of the caller's, so that after a restart both speak of the same one.
/// </summary>
/// <remarks>
/// On a real board: two root partitions (or two folders) and a boot loader that counts trial boots. <see cref="InstallAsync"/> writes the
/// other one whole, checks it, and only then marks it to be booted on trial; <see cref="ConfirmAsync"/> makes it the one that boots; without
/// it the boot loader goes back by itself after its count, and a watchdog sees to it that a version that hangs is booted again.
/// </remarks>
public interface IFirmwareInstaller
{
    /// <summary>Why this station cannot install anything; null where it can.</summary>
    string? Refusal { get; }

    /// <summary>The longest image that fits into a slot, in bytes.</summary>
    long MaxImageBytes { get; }

    /// <summary>Where images are collected until they are whole.</summary>
    IDownloadTarget Target { get; }

    /// <summary>Checks the collected image, writes it into the other slot and marks that to be booted next, on trial.</summary>
    /// <exception cref="FirmwareException">It is no image for this station, or could not be written. What boots next has not changed.</exception>
    Task InstallAsync(long update);

    /// <summary>What runs now. It stays the same until the next start, but for a confirmation.</summary>
    FirmwareBoot Judge(long update);

    /// <summary>The version on trial is good and boots from now on.</summary>
    /// <exception cref="FirmwareException">It could not be made to.</exception>
    Task ConfirmAsync(long update);

    /// <summary>The previous version boots next. Harmless where nothing was installed.</summary>
    /// <exception cref="FirmwareException">It could not be made to.</exception>
    Task RollBackAsync(long update);
}
