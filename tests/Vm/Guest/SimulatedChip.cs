namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>The chip that the board file names, found by its label as gpio-sim was given it.</summary>
internal static class SimulatedChip
{
    private const string Configuration = "/sys/kernel/config/gpio-sim/board";

    public static string Label => Read("bank/label");

    /// <summary>gpiochip1, or another number.</summary>
    public static string Name => Read("bank/chip_name");

    public static string Folder => Path.Combine("/sys/devices/platform", Read("dev_name"), Name);

    private static string Read(string attribute) => File.ReadAllText(Path.Combine(Configuration, attribute)).Trim();
}
