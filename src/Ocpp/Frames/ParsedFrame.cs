using System.Diagnostics.CodeAnalysis;

namespace ChargerFirmware.Ocpp.Frames;

/// <summary>Either a frame or the reason why there is none.</summary>
public readonly struct ParsedFrame
{
    private readonly Frame? _frame;
    private readonly FrameFault? _fault;

    private ParsedFrame(Frame? frame, FrameFault? fault)
    {
        _frame = frame;
        _fault = fault;
    }

    public static implicit operator ParsedFrame(Frame frame) => FromFrame(frame);

    public static implicit operator ParsedFrame(FrameFault fault) => FromFault(fault);

    public static ParsedFrame FromFrame(Frame frame) => new(frame, null);

    public static ParsedFrame FromFault(FrameFault fault) => new(null, fault);

    /// <summary>True with the frame, or false with the fault.</summary>
    public bool TryGet([NotNullWhen(true)] out Frame? frame, [NotNullWhen(false)] out FrameFault? fault)
    {
        frame = _frame;
        fault = _fault;
        return frame is not null;
    }
}
