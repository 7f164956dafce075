using System.Diagnostics.CodeAnalysis;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Frames;

/// <summary>Either a frame or the reason why there is none.</summary>
public readonly struct ParsedFrame
{
    private readonly Frame? _frame;
    private readonly FrameFault? _fault;

    private ParsedFrame(Frame? frame, FrameFault? fault, IReadOnlyList<Deviation> deviations)
    {
        _frame = frame;
        _fault = fault;
        Deviations = deviations;
    }

    /// <summary>What was not as the standard has it around the payload, and did not hinder.</summary>
    public IReadOnlyList<Deviation> Deviations { get; }

    public static implicit operator ParsedFrame(Frame frame) => FromFrame(frame);

    public static implicit operator ParsedFrame(FrameFault fault) => FromFault(fault);

    public static ParsedFrame FromFrame(Frame frame) => new(frame, null, []);

    public static ParsedFrame FromFault(FrameFault fault) => new(null, fault, []);

    internal ParsedFrame With(IReadOnlyList<Deviation> deviations) => new(_frame, _fault, deviations);

    /// <summary>True with the frame, or false with the fault.</summary>
    public bool TryGet([NotNullWhen(true)] out Frame? frame, [NotNullWhen(false)] out FrameFault? fault)
    {
        frame = _frame;
        fault = _fault;
        return frame is not null;
    }
}
