using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace System.Device.Linux;

/// <summary>One <c>/dev/gpiochipN</c>.</summary>
internal sealed unsafe class GpioChip : IDisposable
{
    private static readonly byte[] s_consumer = "dotnet"u8.ToArray();

    private readonly SafeFileHandle _file;
    private readonly string _path;

    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="GpiodException">There is no such chip, or it may not be used.</exception>
    public GpioChip(int number)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("GPIO needs Linux and its GPIO character device.");
        }

        _path = $"/dev/gpiochip{number}";
        _file = LibC.Open(_path, LibC.OpenReadWrite | LibC.CloseOnExec);
        if (_file.IsInvalid)
        {
            throw new GpiodException($"{_path}: cannot be opened: {LibC.LastError()}");
        }

        try
        {
            GpioAbi.ChipInfo info;
            Control(_file, GpioAbi.GetChipInfo, &info, "is no GPIO chip");
            Info = new GpioChipInfo(number, Text(info.Name), Text(info.Label), (int)info.Lines);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public GpioChipInfo Info { get; }

    /// <summary>The chips this machine has and this process may use, by number.</summary>
    public static List<GpioChipInfo> Available()
    {
        var chips = new List<GpioChipInfo>();
        if (!OperatingSystem.IsLinux())
        {
            return chips;
        }

        foreach (var path in Directory.EnumerateFiles("/dev", "gpiochip*"))
        {
            if (!int.TryParse(path.AsSpan("/dev/gpiochip".Length), out var number))
            {
                continue;
            }

            try
            {
                using var chip = new GpioChip(number);
                chips.Add(chip.Info);
            }
            catch (GpiodException)
            {
                // What cannot be opened is not available.
            }
        }

        chips.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        return chips;
    }

    /// <summary>Reserves a line as it is: neither its direction nor its level changes.</summary>
    /// <exception cref="GpiodException">Somebody else has it.</exception>
    public SafeFileHandle Request(int line)
    {
        var request = new GpioAbi.LineRequest { FirstOffset = (uint)line, LineCount = 1 };
        s_consumer.CopyTo(new Span<byte>(request.Consumer, GpioAbi.NameLength));
        Control(_file, GpioAbi.GetLine, &request, $"line {line} cannot be reserved");
        return new SafeFileHandle(request.FileDescriptor, ownsHandle: true);
    }

    /// <summary>The mode the kernel has a line in.</summary>
    public PinMode ModeOf(int line)
    {
        var info = new GpioAbi.LineInfo { Offset = (uint)line };
        Control(_file, GpioAbi.GetLineInfo, &info, $"line {line} cannot be described");
        return info.Flags switch
        {
            var flags when (flags & GpioAbi.FlagOutput) != 0 => PinMode.Output,
            var flags when (flags & GpioAbi.FlagPullUp) != 0 => PinMode.InputPullUp,
            var flags when (flags & GpioAbi.FlagPullDown) != 0 => PinMode.InputPullDown,
            _ => PinMode.Input,
        };
    }

    /// <summary>One ioctl on the chip or a line of it; repeated when a signal came between.</summary>
    /// <param name="problem">What it means when it fails.</param>
    public void Control(SafeFileHandle file, uint request, void* argument, string problem)
    {
        while (LibC.Ioctl(file, request, argument) < 0)
        {
            if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                throw new GpiodException($"{_path}: {problem}: {LibC.LastError()}");
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Text(byte* name)
    {
        var bytes = new ReadOnlySpan<byte>(name, GpioAbi.NameLength);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
