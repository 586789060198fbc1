/** The operation `policy`: a policy that says in the trace what it is asked. */
import type { AnyFunction } from "../asyncio-module.ts";
import { AppError } from "./kinds.ts";
import { given } from "./module-names.ts";
import type { Scope } from "./scope.ts";

type Question = "get" | "set" | "new";

interface Policy {
  getEventLoop(): unknown;
  setEventLoop(loop: unknown): void;
  newEventLoop(): unknown;
}

/**
 * Installs the policy. It answers as the default one over the implementation's factory.
 *
 * @param raises what fails with `AppError:policy` instead
 */
export function setLoggingPolicy(raises: readonly Question[], scope: Scope): void {
  const { world } = scope;
  const Default = given<new (makeLoop: () => unknown) => Policy>("DefaultEventLoopPolicy", scope);
  const asked = (question: Question): void => {
    world.recorder.log(`policy.${question}`);
    if (raises.includes(question)) throw new AppError("policy");
  };
  class LoggingPolicy extends Default {
    override getEventLoop(): unknown {
      asked("get");
      return super.getEventLoop();
    }
    override setEventLoop(loop: unknown): void {
      asked("set");
      super.setEventLoop(loop);
    }
    override newEventLoop(): unknown {
      asked("new");
      return super.newEventLoop();
    }
  }
  const install = given<AnyFunction>("setEventLoopPolicy", scope);
  world.ownPolicy = true;
  world.undo.push(() => install(null));
  install(new LoggingPolicy(() => world.makeLoop()));
}
