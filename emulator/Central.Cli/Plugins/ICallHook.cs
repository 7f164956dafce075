using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>Stands before whoever answers calls, and may answer in his place. Used on the loop; never throws, never keeps a call for long.</summary>
internal interface ICallHook
{
    /// <summary>Answers a call, itself or by <paramref name="next"/>.</summary>
    /// <param name="station">The identity of the charge point at one of its ends.</param>
    /// <param name="next">What would be answered without the hook; called once at most.</param>
    Task<CallReply> AnswerAsync(string station, IncomingCall call, Func<Task<CallReply>> next);
}
