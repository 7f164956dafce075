using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Judging;

/// <summary>One station under the rules of the version that it speaks. Outlasts its connections. Used on the loop.</summary>
public interface IStationRules
{
    /// <summary>It has connected anew: what comes next may follow anything.</summary>
    void Connected();

    /// <summary>It calls, and the call is about to be carried out: reports what is wrong with it.</summary>
    /// <returns>Takes the right answer, once it is known.</returns>
    Action<CallReply> Check(JudgedCall call);

    /// <summary>What is wrong with its answer to a call, for people.</summary>
    IEnumerable<string> FaultsOf(string action, ReadOnlyMemory<byte> response);

    /// <summary>A call of that action was not carried out, on purpose: its station may give it up, and then others do not add up.</summary>
    void NoteRefused(string action);

    /// <summary>The operator's records name another meter at a connector from then on: its register begins anywhere.</summary>
    void NoteMeterExchanged(int connectorId, DateTimeOffset at);
}
