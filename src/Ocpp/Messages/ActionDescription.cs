using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>One action of a version: what it is called, who calls it and which feature profile it belongs to.</summary>
public abstract class ActionDescription
{
    private protected ActionDescription(string name, CallDirection direction, string profile)
    {
        Name = name;
        Direction = direction;
        Profile = profile;
    }

    /// <summary>The name on the wire, case-sensitive.</summary>
    public string Name { get; }

    public CallDirection Direction { get; }

    public string Profile { get; }

    /// <summary>The members of a request.</summary>
    public abstract JsonTypeInfo RequestForm { get; }

    /// <summary>The members of a response.</summary>
    public abstract JsonTypeInfo ResponseForm { get; }

    /// <summary>What is wrong with a request: for those who carry payloads without reading them.</summary>
    public abstract Inspected InspectRequest(ReadOnlyMemory<byte> payload, Strictness strictness);

    /// <summary>What is wrong with a response.</summary>
    public abstract Inspected InspectResponse(ReadOnlyMemory<byte> payload, Strictness strictness);

    public override string ToString() => Name;
}
