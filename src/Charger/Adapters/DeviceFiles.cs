using System.Runtime.InteropServices;
using ChargerFirmware.Composition;
using ChargerFirmware.Hardware.Gpio.Adapters;

namespace ChargerFirmware.Charger.Adapters;

/// <summary>The device files of this machine, looked at and not opened: opening a serial port may already restart what hangs on it.</summary>
internal static partial class DeviceFiles
{
    private const int ReadAndWrite = 4 | 2;

    /// <returns>Why this process cannot open it; null when it can, or when it is not of this machine.</returns>
    public static string? Look(BusPlace place)
    {
        if (place.Kind == BusPlaceKind.Host)
        {
            return null;
        }

        if (place.Kind == BusPlaceKind.LabelledGpioChip)
        {
            return LookForChip(place.Name);
        }

        var files = Files(place.Name);
        if (files.Count == 0)
        {
            return $"is not there{Advice(place.Kind)}";
        }

        return files.Exists(file => Access(file, ReadAndWrite) == 0)
            ? null
            : $"may not be opened by {Environment.UserName}: it has to be in the file's group ({Group(place.Kind)} on most systems)";
    }

    /// <summary>Asking a GPIO chip for its label opens it, which moves none of its lines.</summary>
    private static string? LookForChip(string label)
    {
        try
        {
            return Look(new BusPlace(BusPlaceKind.GpioChip, $"/dev/gpiochip{LinuxBuses.NumberOf(label)}"));
        }
        catch (Exception refusal) when (refusal is IOException or DllNotFoundException or PlatformNotSupportedException)
        {
            return refusal is IOException ? $"is not there: {refusal.Message}" : "cannot be looked for: the system lacks libgpiod";
        }
    }

    private static List<string> Files(string name)
    {
        if (name.EndsWith('*'))
        {
            var folder = Path.GetDirectoryName(name)!;
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(name))] : [];
        }

        return File.Exists(name) ? [name] : [];
    }

    private static string Advice(BusPlaceKind kind) => kind switch
    {
        BusPlaceKind.GpioChip => ": this machine has no such GPIO chip",
        BusPlaceKind.SpiDevice => ": is SPI switched on (dtparam=spi=on in config.txt of a Raspberry Pi)?",
        _ => ": is the adapter plugged in? Names under /dev/serial/by-id stay the same when adapters change places",
    };

    private static string Group(BusPlaceKind kind) => kind switch
    {
        BusPlaceKind.GpioChip => "gpio",
        BusPlaceKind.SpiDevice => "spi",
        _ => "dialout",
    };

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
