using ChargerFirmware.Central.Commands;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Bindings;

/// <summary>One station in the words of the version that it speaks. Outlasts its connections. Used on the loop.</summary>
public interface IStationBinding
{
    /// <summary>They carry out what the station calls. What they keep is durable before they answer.</summary>
    ActionHandlers Handlers { get; }

    /// <summary>What an operator asks of the station.</summary>
    IStationCommands Commands { get; }

    /// <summary>Whether the station may call that now: before it is accepted it only boots, and sends what it was asked for.</summary>
    bool MayCall(string action);

    /// <summary>A call to the station is about to be made.</summary>
    void NoteCall(string action, ReadOnlyMemory<byte> request);

    /// <summary>A call to the station has its outcome: what it has accepted is kept.</summary>
    /// <exception cref="Store.StoreException">It cannot be kept.</exception>
    Task NoteOutcomeAsync(string action, ReadOnlyMemory<byte> request, CallOutcome outcome);
}
