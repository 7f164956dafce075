namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A command of the prompt that is no action of OCPP.</summary>
/// <param name="Usage">What may follow it.</param>
/// <param name="Summary">What it does, for <c>help</c>.</param>
/// <param name="RunAsync">Carries it out; gives the call it has made, if it makes one.</param>
internal sealed record PromptCommand(string Name, string Usage, string Summary, Func<PromptLine, Task<PromptCall?>> RunAsync);
