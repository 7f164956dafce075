using System.Runtime.InteropServices;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Linux.Adapters;

/// <summary>
/// A serial port by the kernel's terminal interface. It opens at the first use and again after it was lost: a USB adapter that was
/// pulled and put back works on under the same name.
/// </summary>
public sealed unsafe class SerialByteLine(SerialSettings settings) : IByteLine
{
    private const int Closed = -1;

    private int _port = Closed;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var port = Port();
        while (bytes.Length > 0)
        {
            nint written;
            fixed (byte* start = bytes)
            {
                written = LibC.Write(port, start, bytes.Length);
            }

            if (written > 0)
            {
                bytes = bytes[(int)written..];
            }
            else if (!MayTryAgain())
            {
                throw Lost("write to");
            }
            else
            {
                Wait(port, LibC.PollOut, Timeout.InfiniteTimeSpan);
            }
        }

        // The answer's time-out begins when the last byte has left, not when the kernel has taken it.
        while (LibC.Drain(port) < 0)
        {
            if (!MayTryAgain())
            {
                throw Lost("write to");
            }
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var port = Port();
        while (Wait(port, LibC.PollIn, timeout))
        {
            nint read;
            fixed (byte* start = buffer)
            {
                read = LibC.Read(port, start, buffer.Length);
            }

            if (read > 0)
            {
                return (int)read;
            }

            // Nothing to read although it is readable: the other end of a pseudo-terminal, or the device itself, is gone.
            if (read == 0 || !MayTryAgain())
            {
                throw Lost("read from");
            }
        }

        return 0;
    }

    public void DiscardInput()
    {
        if (LibC.Flush(Port(), LibC.FlushInput) < 0)
        {
            throw Lost("flush");
        }
    }

    public void Pause(TimeSpan duration) => Thread.Sleep(duration);

    public void Dispose()
    {
        if (_port != Closed)
        {
            _ = LibC.Close(_port);
            _port = Closed;
        }
    }

    private static bool MayTryAgain() => Marshal.GetLastPInvokeError() is LibC.Interrupted or LibC.TryAgain;

    private static uint SpeedCode(int baudRate) => baudRate switch
    {
        1200 => 0x9,
        2400 => 0xB,
        4800 => 0xC,
        9600 => 0xD,
        19200 => 0xE,
        38400 => 0xF,
        57600 => 0x1001,
        115200 => 0x1002,
        _ => throw new ArgumentOutOfRangeException(
            nameof(baudRate), baudRate, "Expected 1200, 2400, 4800, 9600, 19200, 38400, 57600 or 115200 baud."),
    };

    /// <summary>Waits until the port is ready, or has failed: the call that follows finds out which.</summary>
    /// <returns>False when <paramref name="timeout"/> has passed.</returns>
    private bool Wait(int port, short events, TimeSpan timeout)
    {
        var waitFor = new LibC.PollDescriptor { Descriptor = port, Events = events };
        var milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Ceiling(Math.Clamp(timeout.TotalMilliseconds, 0, int.MaxValue));
        int ready;
        while ((ready = LibC.Poll(&waitFor, 1, milliseconds)) < 0)
        {
            if (!MayTryAgain())
            {
                throw Lost("wait for");
            }
        }

        return ready > 0;
    }

    private int Port()
    {
        if (_port != Closed)
        {
            return _port;
        }

        var speed = SpeedCode(settings.BaudRate);
        _port = LibC.Open(
            settings.Port, LibC.ReadWrite | LibC.NoControllingTerminal | LibC.NonBlocking | LibC.CloseOnExec);
        if (_port < 0)
        {
            throw Lost("open");
        }

        Configure(_port, speed);
        return _port;
    }

    private void Configure(int port, uint speed)
    {
        LibC.Termios termios;
        if (LibC.GetAttributes(port, &termios) < 0)
        {
            throw Lost("configure");
        }

        LibC.MakeRaw(&termios);
        termios.ControlFlags &= ~(LibC.ByteSizeMask | LibC.TwoStopBits | LibC.ParityEnable | LibC.ParityOdd | LibC.HardwareFlowControl);
        termios.ControlFlags |= LibC.EightBits | LibC.EnableReceiver | LibC.IgnoreModemLines;
        termios.ControlFlags |= settings.StopBits == 2 ? LibC.TwoStopBits : 0;
        termios.ControlFlags |= settings.Parity switch
        {
            SerialParity.Even => LibC.ParityEnable,
            SerialParity.Odd => LibC.ParityEnable | LibC.ParityOdd,
            _ => 0,
        };
        // No other process must talk on this line while we do; a port that cannot say so is used all the same.
        _ = LibC.Control(port, LibC.SetExclusive, null);
        if (LibC.SetSpeed(&termios, speed) < 0 || LibC.SetAttributes(port, LibC.SetNow, &termios) < 0)
        {
            throw Lost("configure");
        }

        var rs485 = new LibC.Rs485 { Flags = LibC.Rs485.Enabled | LibC.Rs485.RtsOnSend };
        if (settings.Rs485 && LibC.Control(port, LibC.SetRs485, &rs485) < 0)
        {
            throw Lost("switch to RS-485");
        }
    }

    private IOException Lost(string attempt)
    {
        var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        Dispose();
        return new IOException($"Cannot {attempt} {settings.Port}: {reason}.");
    }
}
