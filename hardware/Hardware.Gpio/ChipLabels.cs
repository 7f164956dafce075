using System.Device.Gpio;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>Which of a machine's GPIO chips has a label.</summary>
public static class ChipLabels
{
    /// <returns>The number of the chip.</returns>
    /// <exception cref="IOException">No chip has that label, or several have.</exception>
    public static int NumberOf(string label, IEnumerable<GpioChipInfo> chips)
    {
        // A second device file of one chip, as the Raspberry Pi 5 has for older programs, has the same name in the kernel.
        var all = chips.GroupBy(chip => chip.Name, (_, files) => files.MinBy(file => file.Id)!).OrderBy(chip => chip.Id).ToList();
        return all.FindAll(chip => chip.Label == label) switch
        {
            [var chip] => chip.Id,
            [] when all.Count == 0 => throw new IOException($"no GPIO chip is labelled '{label}': this machine has none"),
            [] => throw new IOException($"no GPIO chip is labelled '{label}'; there are: {string.Join(", ", all.Select(chip => $"'{chip.Label}'"))}"),
            var several => throw new IOException(
                $"the GPIO chips {string.Join(" and ", several.Select(chip => chip.Id))} are all labelled '{label}': name one by its number (chip)"),
        };
    }
}
