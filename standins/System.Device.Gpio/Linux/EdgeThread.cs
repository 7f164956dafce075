using System.Device.Gpio.Drivers;
using Microsoft.Win32.SafeHandles;

namespace System.Device.Linux;

/// <summary>The thread on which a driver's callbacks run: it waits for edges of all watched lines at once.</summary>
/// <param name="sender">The driver, as callbacks see it.</param>
internal sealed unsafe class EdgeThread(object sender) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<GpioLine> _lines = [];
    private SafeFileHandle? _wake;
    private Thread? _thread;
    private long _wanted;
    private long _polled;
    private bool _polling;
    private bool _stopping;

    public void Watch(GpioLine line)
    {
        lock (_gate)
        {
            if (_lines.Contains(line))
            {
                return;
            }

            _lines.Add(line);
            if (_thread is null)
            {
                Begin();
            }

            Wake();
        }
    }

    /// <summary>
    /// Returns when the thread no longer holds the line's file in a poll: only then does closing it free the line at once.
    /// </summary>
    public void Unwatch(GpioLine line)
    {
        lock (_gate)
        {
            if (!_lines.Remove(line))
            {
                return;
            }

            Wake();
            while (_polling && _polled < _wanted && Thread.CurrentThread != _thread)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_thread is null || _stopping)
            {
                return;
            }

            _stopping = true;
            Wake();
        }

        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Begin()
    {
        _wake = LibC.EventFd(0, LibC.CloseOnExec);
        if (_wake.IsInvalid)
        {
            throw new GpiodException($"An eventfd cannot be made: {LibC.LastError()}");
        }

        _thread = new Thread(Work) { Name = "gpio edges", IsBackground = true };
        _thread.Start();
    }

    private void Wake()
    {
        _wanted++;
        ulong one = 1;
        _ = LibC.Write(_wake!, &one, sizeof(ulong));
    }

    private void Work()
    {
        while (true)
        {
            GpioLine[] lines;
            lock (_gate)
            {
                if (_stopping)
                {
                    break;
                }

                lines = [.. _lines];
                _polled = _wanted;
                _polling = true;
            }

            var ready = Wait(lines);
            lock (_gate)
            {
                _polling = false;
                Monitor.PulseAll(_gate);
                ready.RemoveAll(line => !_lines.Contains(line));
            }

            foreach (var line in ready)
            {
                line.TellEdge(sender);
            }
        }

        _wake!.Dispose();
    }

    /// <summary>Blocks until an edge or a wake comes.</summary>
    private List<GpioLine> Wait(GpioLine[] lines)
    {
        var entries = new LibC.PollEntry[lines.Length + 1];
        entries[^1] = new LibC.PollEntry { FileDescriptor = (int)_wake!.DangerousGetHandle(), Events = LibC.PollIn };
        for (var i = 0; i < lines.Length; i++)
        {
            entries[i] = new LibC.PollEntry { FileDescriptor = (int)lines[i].File.DangerousGetHandle(), Events = LibC.PollIn };
        }

        fixed (LibC.PollEntry* first = entries)
        {
            _ = LibC.Poll(first, (nuint)entries.Length, -1);
        }

        if ((entries[^1].Returned & LibC.PollIn) != 0)
        {
            ulong count;
            _ = LibC.Read(_wake, &count, sizeof(ulong));
        }

        var ready = new List<GpioLine>();
        for (var i = 0; i < lines.Length; i++)
        {
            if ((entries[i].Returned & LibC.PollIn) != 0)
            {
                ready.Add(lines[i]);
            }
        }

        return ready;
    }
}
