using System.Device.Gpio;
using Microsoft.Win32.SafeHandles;

namespace System.Device.Linux;

/// <summary>One reserved line. It is reserved while its file is open, so closing it frees it for others.</summary>
internal sealed unsafe class GpioLine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly GpioChip _chip;
    private readonly int _offset;
    private (PinEventTypes Types, PinChangeEventHandler Handler)[] _callbacks = [];

    public GpioLine(GpioChip chip, int offset)
    {
        _chip = chip;
        _offset = offset;
        Mode = chip.ModeOf(offset);
        File = chip.Request(offset);
    }

    public SafeFileHandle File { get; }

    public PinMode Mode { get; private set; }

    public bool IsWatched => _callbacks.Length > 0;

    public void SetMode(PinMode mode, PinValue level)
    {
        lock (_gate)
        {
            Configure(mode, level, _callbacks);
            Mode = mode;
        }
    }

    public PinValue Read()
    {
        var values = new GpioAbi.LineValues { Mask = 1 };
        _chip.Control(File, GpioAbi.GetLineValues, &values, $"line {_offset} cannot be read");
        return (values.Bits & 1) != 0;
    }

    public void Write(PinValue level)
    {
        var values = new GpioAbi.LineValues { Bits = (ulong)(int)level, Mask = 1 };
        _chip.Control(File, GpioAbi.SetLineValues, &values, $"line {_offset} cannot be written");
    }

    public void AddCallback(PinEventTypes types, PinChangeEventHandler handler)
    {
        lock (_gate)
        {
            if (Mode == PinMode.Output)
            {
                throw new InvalidOperationException($"Pin {_offset} is an output; only an input has events.");
            }

            SetCallbacks([.. _callbacks, (types, handler)]);
        }
    }

    public void RemoveCallback(PinChangeEventHandler handler)
    {
        lock (_gate)
        {
            SetCallbacks([.. _callbacks.Where(callback => callback.Handler != handler)]);
        }
    }

    /// <summary>Takes one edge off the line and tells it. Call when the file is readable.</summary>
    public void TellEdge(object sender)
    {
        GpioAbi.LineEvent edge;
        try
        {
            if (LibC.Read(File, &edge, (nuint)sizeof(GpioAbi.LineEvent)) != sizeof(GpioAbi.LineEvent))
            {
                return;
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed by another thread since the poll: its edge is nobody's any more.
            return;
        }

        var type = edge.Id == GpioAbi.EventRisingEdge ? PinEventTypes.Rising : PinEventTypes.Falling;
        foreach (var (types, handler) in _callbacks)
        {
            if ((types & type) != 0)
            {
                handler(sender, new PinValueChangedEventArgs(type, _offset));
            }
        }
    }

    public void Dispose() => File.Dispose();

    private void SetCallbacks((PinEventTypes Types, PinChangeEventHandler Handler)[] callbacks)
    {
        Configure(Mode, PinValue.Low, callbacks);
        _callbacks = callbacks;
    }

    private void Configure(PinMode mode, PinValue level, (PinEventTypes Types, PinChangeEventHandler Handler)[] callbacks)
    {
        var config = default(GpioAbi.LineConfig);
        if (mode == PinMode.Output)
        {
            config.Flags = GpioAbi.FlagOutput;
            config.AttributeCount = 1;
            config.AttributeId = GpioAbi.AttributeOutputValues;
            config.AttributeValue = (ulong)(int)level;
            config.AttributeMask = 1;
        }
        else
        {
            config.Flags = GpioAbi.FlagInput | Bias(mode);
            foreach (var (types, _) in callbacks)
            {
                config.Flags |= (types & PinEventTypes.Rising) != 0 ? GpioAbi.FlagEdgeRising : 0;
                config.Flags |= (types & PinEventTypes.Falling) != 0 ? GpioAbi.FlagEdgeFalling : 0;
            }
        }

        _chip.Control(File, GpioAbi.SetLineConfig, &config, $"line {_offset} cannot be set to {mode}");
    }

    /// <summary>A plain input asks for no bias at all, so that it also works on chips that have none.</summary>
    private static ulong Bias(PinMode mode) => mode switch
    {
        PinMode.InputPullUp => GpioAbi.FlagPullUp,
        PinMode.InputPullDown => GpioAbi.FlagPullDown,
        _ => 0,
    };
}
