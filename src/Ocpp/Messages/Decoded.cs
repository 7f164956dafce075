using System.Diagnostics.CodeAnalysis;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>Either a message or the reason why a payload is none.</summary>
public readonly struct Decoded<T>
    where T : class
{
    private readonly T? _message;
    private readonly MessageFault? _fault;

    internal Decoded(T message, IReadOnlyList<Deviation> deviations)
    {
        _message = message;
        Deviations = deviations;
    }

    internal Decoded(MessageFault fault)
    {
        _fault = fault;
        Deviations = [];
    }

    /// <summary>What was not as the standard has it, in a message that could be read nevertheless.</summary>
    public IReadOnlyList<Deviation> Deviations { get; }

    /// <summary>The same without the message.</summary>
    public Inspected Inspected => new(_fault, Deviations);

    /// <summary>True with the message, or false with the fault.</summary>
    public bool TryGet([NotNullWhen(true)] out T? message, [NotNullWhen(false)] out MessageFault? fault)
    {
        message = _message;
        fault = _fault;
        return message is not null;
    }
}
