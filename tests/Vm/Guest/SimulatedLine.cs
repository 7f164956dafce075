using Microsoft.Win32.SafeHandles;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>A line of a chip that gpio-sim makes, from the side of what is wired to it.</summary>
internal sealed class SimulatedLine
{
    private readonly SafeFileHandle _level;
    private readonly string _pull;

    /// <param name="chip">The chip's folder, below <c>/sys/devices/platform</c>.</param>
    public SimulatedLine(string chip, int offset, string name)
    {
        Name = name;
        _level = File.OpenHandle(Path.Combine(chip, $"sim_gpio{offset}", "value"));
        _pull = Path.Combine(chip, $"sim_gpio{offset}", "pull");
    }

    public string Name { get; }

    public bool IsHigh()
    {
        Span<byte> level = stackalloc byte[2];
        return RandomAccess.Read(_level, level, 0) > 0 && level[0] == '1';
    }

    /// <summary>Wires an input to the supply or to ground; the kernel raises its edge in this call.</summary>
    public void Pull(bool up) => File.WriteAllText(_pull, up ? "pull-up" : "pull-down");
}
